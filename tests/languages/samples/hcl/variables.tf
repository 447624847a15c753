# The region.
variable "region" {                     # => defines field var.region
  type    = string
  default = "eu"
}

variable "zones" { type = list(string) }  # => defines field var.zones

locals {
  prefix = "shop"                       # => defines constant local.prefix
  tags   = { owner = local.prefix, region = var.region }  # => defines constant local.tags; references local.prefix, var.region
}
