"""The look of the reports for charts that people draw themselves."""

from __future__ import annotations

from kkpham_analysis.figures import style


def use_theme() -> None:
    """Let every chart that follows look like those of the reports, drawn with seaborn, pandas or matplotlib.

    Typeface, inks and colours: of a few kinds the first two are those that meet the rule and those that do not.
    It holds until `seaborn.reset_defaults()`.

    Examples
    --------
    >>> import matplotlib
    >>> with matplotlib.rc_context():
    ...     use_theme()
    ...     matplotlib.rcParams["font.family"], matplotlib.rcParams["axes.labelsize"]
    (['Inter'], 9.0)
    """
    # Half a second that only those pay who draw with it.
    import seaborn

    style.register_fonts()
    texts = ("axes.labelsize", "xtick.labelsize", "ytick.labelsize", "legend.fontsize", "legend.title_fontsize")
    sizes = {**dict.fromkeys(texts, style.TEXT), "axes.titlesize": style.TITLE}
    settings = {**style.SETTINGS, **sizes, "grid.color": style.LINE}
    seaborn.set_theme(style="whitegrid", palette=list(style.KINDS), rc=settings)
