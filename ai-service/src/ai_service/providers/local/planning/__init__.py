"""The plan that is drafted without a model: which lines it has, for whom, for which objective and over how long."""
