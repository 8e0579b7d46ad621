"""What the people who build Houvast run; the program itself never imports it."""
