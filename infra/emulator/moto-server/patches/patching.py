"""How a patch replaces or adds a method of moto."""

JSON = {"Content-Type": "application/json"}


def patch(cls):
    """Adds a function to a class under its own name; the replaced one, if any, is then `function.original`.

    Raises an error when the function says that it replaces something and there is nothing: then moto has changed.
    """

    def add(function):
        function.original = getattr(cls, function.__name__, None)
        if function.original is None and "original" in function.__code__.co_names:
            raise AttributeError(f"moto's {cls.__name__} has no {function.__name__}: this patch is made for another version")
        setattr(cls, function.__name__, function)
        return function

    return add
