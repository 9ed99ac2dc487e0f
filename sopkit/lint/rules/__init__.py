"""The rules, a module a family. To add one, see CONTRIBUTING.md."""
