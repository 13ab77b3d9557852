"""Our own Streamlit components: a little HTML here, script and style fetched by address."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from components.shell import asset


def own_component(name: str, *, html: str, assets: str, is_isolated: bool = True) -> Callable:
    """Return the component ``name``, brought to life by ``assets/<assets>.js`` and ``.css``.

    Script and style are only named, because what stands here is sent with every change of the data. A line break is in
    each part, or Streamlit takes the string for the name of a file. One that is not isolated has the look of the site.
    """
    return st.components.v2.component(
        name,
        html=f"{html}\n",
        css=f'@import url("{asset(f"{assets}.css")[1]}");\n:host {{ display: block; }}',
        js=(
            f'const address = new URL("{asset(f"{assets}.js")[1]}", location.href);\n'
            "export default async (component) => (await import(address)).default(component);"
        ),
        isolate_styles=is_isolated,
    )
