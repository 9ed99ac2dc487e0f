"""The command line: a module a command, which reads options, calls one function and prints."""
