"""Tables that the readers and rules load, as TOML."""
