import os
import os.path as p, sys
from a.b import c as d, e
from . import local
from ..pkg.mod import *
from __future__ import annotations
