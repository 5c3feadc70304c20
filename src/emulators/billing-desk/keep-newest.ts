/** A Map remembers the order of insertion: the oldest entries go first. */
export function keepNewest<K, V>(map: Map<K, V>, limit: number): void {
  for (const oldest of map.keys()) {
    if (map.size <= limit) return;
    map.delete(oldest);
  }
}
