"""A check-in before it is saved: the form, what is due, and dates as a person types them."""
