export function ServiceLevels() {
  return null;
}
