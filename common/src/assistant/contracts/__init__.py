"""What travels between the page, the gateway and the services. Pydantic only; every other package may import this one."""
