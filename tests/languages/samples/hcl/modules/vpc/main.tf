variable "cidr" {}                      # => defines field modules.vpc.var.cidr

resource "aws_vpc" "main" {             # => defines class modules.vpc.aws_vpc.main
  cidr_block = var.cidr                 # => references modules.vpc.var.cidr
  name       = local.name               # => unresolved references local.name
}

output "subnet_ids" {                   # => defines field modules.vpc.output.subnet_ids
  value = aws_vpc.main.subnets          # => references modules.vpc.aws_vpc.main
}
