/** Where a household lives, on one line; many an address names the group already. */
export function placeOf(
  { address, residentialGroup }: { address: string; residentialGroup: { name: string } | null },
  between = ' · ',
): string {
  const group = residentialGroup?.name
  return group && !address.includes(group) ? `${address}${between}${group}` : address
}
