"""Records as charts, tables and maps: values and axes, no drawing."""
