"""What a screen or a command says, as values: each page's rows and sentences."""
