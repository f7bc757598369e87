package feed

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"

	"shelfwise/market"
)

// maxUnzipped bounds what a workbook may unpack to, so that a small file cannot fill the memory.
const maxUnzipped = 1 << 30

// xlsxRows streams the first sheet of a workbook that has our columns. Cells are read raw: a number as the sheet
// holds it, whatever its format shows.
func xlsxRows(in io.Reader, s schema, need [][]string) rows {
	return func(yield func(*row, error) bool) {
		f, err := excelize.OpenReader(in, excelize.Options{UnzipSizeLimit: maxUnzipped, RawCellValue: true})
		if err != nil {
			yield(nil, fmt.Errorf("open workbook: %w: %w", market.ErrInvalid, err))
			return
		}
		defer f.Close()
		var last error
		for _, sheet := range f.GetSheetList() {
			h, line, rs, err := sheetHeader(f, sheet, s, need)
			if err != nil {
				last = err
				continue
			}
			sheetRows(rs, h, line, yield)
			return
		}
		if last == nil {
			last = errors.New("the workbook has no sheet")
		}
		yield(nil, last)
	}
}

// sheetHeader opens a sheet and reads up to its header, the first row that is not empty.
func sheetHeader(f *excelize.File, sheet string, s schema, need [][]string) (*header, int, *excelize.Rows, error) {
	rs, err := f.Rows(sheet)
	if err != nil {
		return nil, 0, nil, fmt.Errorf("sheet %s: %w", sheet, err)
	}
	for line := 1; rs.Next(); line++ {
		cells, err := rs.Columns()
		if err != nil {
			return nil, 0, nil, errors.Join(fmt.Errorf("sheet %s: %w", sheet, err), rs.Close())
		}
		if strings.TrimSpace(strings.Join(cells, "")) == "" {
			continue
		}
		h, err := readHeader(s, cells, line, need)
		if err != nil {
			return nil, 0, nil, errors.Join(fmt.Errorf("sheet %s: %w", sheet, fatal(err)), rs.Close())
		}
		return h, line, rs, nil
	}
	empty := fmt.Errorf("sheet %s: empty: a header row is needed: %w", sheet, market.ErrInvalid)
	return nil, 0, nil, errors.Join(empty, rs.Error(), rs.Close())
}

func sheetRows(rs *excelize.Rows, h *header, line int, yield func(*row, error) bool) {
	defer rs.Close()
	r := h.newRow()
	r.serial = true
	for line++; rs.Next(); line++ {
		cells, err := rs.Columns()
		if err != nil {
			yield(nil, err)
			return
		}
		for len(cells) < h.width { // a sheet does not store the empty cells at the end of a row
			cells = append(cells, "")
		}
		filled, err := h.set(r, line, cells)
		switch {
		case err != nil && !yield(nil, err), err == nil && filled && !yield(r, nil):
			return
		}
	}
	if err := rs.Error(); err != nil {
		yield(nil, err)
	}
}
