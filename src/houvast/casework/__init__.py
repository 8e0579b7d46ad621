"""The help request, followed like a parcel: a duo, a next step, a promised day."""
