"""The screens: one file per mode, and those that open over them."""
