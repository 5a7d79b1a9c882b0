"""The fields of forms: each shows one question and holds its answer."""
