"""Do the addresses in the data still lead somewhere? The only room that uses the network."""
