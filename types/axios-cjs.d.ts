/** The CommonJS copy of axios, which is the one that CommonJS packages get when they `require('axios')`. */
declare module 'axios/dist/node/axios.cjs' {
  import type { AxiosStatic } from 'axios'

  const axios: AxiosStatic
  export default axios
}
