"""`credreview` and `python -m credreview`: a subcommand, or else the window."""

import sys


def main() -> int:
    """Run what the command line asks for; return the exit code."""
    if getattr(sys, "frozen", False):  # this may be the process in which a PDF is read
        import multiprocessing

        multiprocessing.freeze_support()
    from credreview import cli

    arguments = sys.argv[1:]
    if arguments and (
        arguments[0] in cli.COMMANDS or arguments[0] in ("--help", "-h", "--version")
    ):
        return cli.main(arguments)
    from credreview import app

    return app.main(arguments)


if __name__ == "__main__":
    sys.exit(main())
