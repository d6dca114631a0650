// A hidden field with the browser's time zone: a learner's day is a day where they are.
import { useEffect, useState } from 'react';

export function TimeZoneField() {
  const [zone, setZone] = useState('');
  useEffect(() => setZone(Intl.DateTimeFormat().resolvedOptions().timeZone), []);
  return <input type="hidden" name="timeZone" value={zone} readOnly />;
}
