import { expect, test } from 'vitest'
import { pricePages } from './price-pages.ts'
import { priceList, prices } from './prices.ts'

const numbers = (value: unknown): number[] =>
  typeof value === 'number' ? [value] : Object.values(value as object).flatMap(numbers) // a price or a table of them

test('every price is a positive number, and has the page where AWS publishes it', () => {
  expect(numbers(prices).length).toBeGreaterThan(25)
  expect(numbers(prices).filter((price) => !(price > 0 && price < 100))).toEqual([])
  expect(Object.keys(pricePages).toSorted()).toEqual(Object.keys(prices).toSorted())
  for (const page of Object.values(pricePages)) expect(page).toMatch(/^https:\/\/aws\.amazon\.com\/[\w/-]+\/pricing\/$/)
})

test('the list says of which region and when it is', () => {
  expect(priceList.what).toMatch(/US East \(N\. Virginia\)/)
  expect(priceList.date).toMatch(/^[A-Z][a-z]+ 20\d\d$/)
})
