"""The sockets: what each page hears, from its snapshot on."""
