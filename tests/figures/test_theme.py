import subprocess
import sys

import matplotlib as mpl
import pandas as pd
import seaborn
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from kkpham_analysis import use_theme
from kkpham_analysis.figures import style


def test_a_chart_of_ones_own_has_the_colours_and_the_typeface_of_the_reports():
    shares = pd.DataFrame({"province": ["Kaltim", "Kaltara"], "share": [0.7, 0.4], "verdict": ["met", "not met"]})
    with mpl.rc_context():
        use_theme()
        axes = seaborn.barplot(shares, x="share", y="province", hue="verdict", saturation=1, ax=Figure().add_subplot())
        assert [to_hex(bars[0].get_facecolor()) for bars in axes.containers] == [style.MET, style.NOT_MET]
        assert axes.xaxis.label.get_fontname() == "Inter"
        assert axes.xaxis.label.get_fontsize() == style.TEXT


def test_seaborn_is_not_imported_before_it_is_asked_for():
    code = "import sys, kkpham_analysis as kkp; kkp.use_theme, kkp.plot_national_map; print('seaborn' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout == "False\n"
