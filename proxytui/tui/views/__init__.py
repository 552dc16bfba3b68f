"""Full-screen views over the explorer, each a list at its date that leads on."""
