"""The formats notes come in, told apart file by file. ``registry`` lists them; each has a module of its own."""
