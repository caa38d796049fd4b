"""Pages of congresses, under /ban-lam-viec/dai-hoi/."""
