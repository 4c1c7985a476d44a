"""The command line: the only code that prints, exits and reads the environment."""
