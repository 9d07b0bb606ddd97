"""What the services of the marketing assistant share: contracts, dialogue, bus, runtime, database."""
