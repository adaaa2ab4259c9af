"""What each page shows. Every number on the site is computed here, and nowhere else."""
