"""The message bus: one Protocol, two adapters (`rabbit`, `memory`) and the topology both obey."""
