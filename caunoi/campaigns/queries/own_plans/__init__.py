"""What an own plan says: its parts, days, paper and departures; what is proposed to it."""
