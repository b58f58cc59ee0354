/** Where the tablet is, as the court keeps it (`geo:23.911200,112.184500;u=15`), or why that is not known. */
export interface Place {
  position: string;
  no_position: string;
}

const WAIT_MS = 10_000;
/** Mean radius of the earth in metres. */
const EARTH = 6_371_000;

const WHY: Record<number, string> = { 1: '没有授权定位', 2: '定位失败', 3: '定位超时' };

/** Asks the device. It always answers: with a place, or with the reason why there is none. */
export function whereAmI(): Promise<Place> {
  if (!('geolocation' in navigator)) return Promise.resolve({ position: '', no_position: '本机不支持定位' });
  return new Promise((resolve) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ position: geoOf(coords.latitude, coords.longitude, coords.accuracy), no_position: '' }),
      (error) => resolve({ position: '', no_position: WHY[error.code] ?? '定位失败' }),
      { enableHighAccuracy: true, timeout: WAIT_MS, maximumAge: 30_000 },
    );
  });
}

export function geoOf(north: number, east: number, within: number): string {
  return `geo:${north.toFixed(6)},${east.toFixed(6)};u=${Math.min(99_999, Math.ceil(within))}`;
}

/** Metres between two places that are both known. */
export function distance(a: string | null, b: string | null): number | null {
  const [from, to] = [degrees(a), degrees(b)];
  if (!from || !to) return null;
  const rad = Math.PI / 180;
  const [north, east] = [(to[0] - from[0]) * rad, (to[1] - from[1]) * rad];
  const h = Math.sin(north / 2) ** 2 + Math.cos(from[0] * rad) * Math.cos(to[0] * rad) * Math.sin(east / 2) ** 2;
  return 2 * EARTH * Math.asin(Math.min(1, Math.sqrt(h)));
}

function degrees(geo: string | null): [number, number] | null {
  const found = /^geo:(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?);/.exec(geo ?? '');
  return found ? [Number(found[1]), Number(found[2])] : null;
}

/** A distance as people say it. */
export function far(metres: number): string {
  return metres < 1_000 ? `${Math.round(metres / 10) * 10} 米` : `${(metres / 1_000).toFixed(1)} 公里`;
}
