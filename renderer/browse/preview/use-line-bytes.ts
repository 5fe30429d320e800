// How many bytes a line of the hexadecimal view has room for.
import { type RefObject, useEffect, useState } from 'react';

/** A line of 16 bytes is so wide. */
const WIDE_PX = 560;

export function useLineBytes(place: RefObject<Element | null>): 8 | 16 {
  const [bytes, setBytes] = useState<8 | 16>(8);
  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(([size]) => setBytes((size?.contentRect.width ?? 0) < WIDE_PX ? 8 : 16));
    observer.observe(element);
    return () => observer.disconnect();
  }, [place]);
  return bytes;
}
