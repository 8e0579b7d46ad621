"""To whom an alarm comes, how it is answered, and how heavy the alarms weigh."""
