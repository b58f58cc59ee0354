import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import type { DaysFilterProps } from './Filters';

/** The calendar of a date filter. */
export default function DaysRange({ label, from, to, onChange, open: first }: DaysFilterProps & { open: boolean }) {
  const [open, setOpen] = useState(first);
  return (
    <DatePicker.RangePicker
      aria-label={label}
      style={{ width: 236 }}
      open={open}
      onOpenChange={setOpen}
      allowEmpty={[true, true]}
      value={[from ? dayjs(from) : null, to ? dayjs(to) : null]}
      onChange={(range) => onChange(range?.[0]?.format('YYYY-MM-DD'), range?.[1]?.format('YYYY-MM-DD'))}
    />
  );
}
