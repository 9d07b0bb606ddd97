"""The HTTP API and the socket's handshake, one file a part of the product."""
