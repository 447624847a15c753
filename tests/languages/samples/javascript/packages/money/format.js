export default (amount) => `${amount} EUR` // => defines function default
