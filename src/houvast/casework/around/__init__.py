"""More people around a request: who looks along, who was asked something, and who directs."""
