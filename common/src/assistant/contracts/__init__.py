"""What travels between the page, the gateway and the services. Pydantic only; every package may import it."""
