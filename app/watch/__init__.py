"""Collections that grow: addresses looked at on a schedule, and what is new there given to the job."""
