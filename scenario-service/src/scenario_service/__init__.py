"""Creates, corrects and removes scenarios, objectives, targets and resources."""
