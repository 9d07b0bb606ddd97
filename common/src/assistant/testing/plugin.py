"""Pytest plugin: private MariaDB and RabbitMQ for the tests that ask for them."""
