"""What would change an answer: the smallest changes that give a freer one, the freest, or a more careful one."""
