"""Problems as tables: Excel workbooks, folders of CSV files, data frames. One sheet per kind of thing."""

from vrpcore.io.tables.csv_folder import read_csv, write_csv
from vrpcore.io.tables.excel_read import EXCEL_ENDINGS, read_excel
from vrpcore.io.tables.excel_write import write_excel
from vrpcore.io.tables.frames import from_frames, to_frames
from vrpcore.io.tables.template import write_template

__all__ = [
    "EXCEL_ENDINGS",
    "from_frames",
    "read_csv",
    "read_excel",
    "to_frames",
    "write_csv",
    "write_excel",
    "write_template",
]
