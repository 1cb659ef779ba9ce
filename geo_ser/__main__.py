"""`python -m geo_ser`, where the script is not on the path."""

from geo_ser.cli import main

main()
