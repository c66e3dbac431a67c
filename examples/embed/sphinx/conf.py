"""A project whose pages show configurations by the directive of `cluster_composer.py`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

project = "Orders"
extensions = ["cluster_composer"]
cluster_composer_site = "https://your.site/composer/"
