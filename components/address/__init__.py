"""What an address asks for, and the address of everything."""
