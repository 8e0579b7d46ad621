"""The pages of the conversation, one module for each part of the way."""
