terraform {
  required_version = ">= 1"
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {                        # => defines class provider.aws
  region = var.region                   # => references var.region
}

# The machines.
data "aws_ami" "linux" {                # => defines class data.aws_ami.linux
  owners = ["self"]
}

resource "aws_instance" "web-1" {       # => defines class aws_instance.web-1
  ami        = data.aws_ami.linux.id    # => references data.aws_ami.linux
  count      = length(var.zones)        # => references var.zones
  tags       = merge(local.tags, { name = "x-${var.region}" })  # => references local.tags, var.region
  subnet_id  = module.vpc.subnet_ids[0] # => references module.vpc
  depends_on = [aws_s3_bucket.logs]     # => references aws_s3_bucket.logs
  dynamic "disk" {
    for_each = var.disks                # => unresolved references var.disks
    content {
      size = disk.value.size
      path = path.module
    }
  }
  lifecycle {
    ignore_changes = [tags]
  }
}

resource "aws_s3_bucket" "logs" {       # => defines class aws_s3_bucket.logs
  bucket = "logs-${count.index}"
}

module "vpc" {                          # => defines module module.vpc
  source = "./modules/vpc"              # => imports modules.vpc
  cidr   = aws_instance.web-1.private_ip  # => references aws_instance.web-1
}

module "registry" {                     # => defines module module.registry
  source  = "terraform-aws-modules/eks/aws"  # => imports terraform-aws-modules/eks/aws
  version = "1.0"
}

module "gone" {                         # => defines module module.gone
  source = "./modules/gone"             # => unresolved imports ./modules/gone
}

output "ip" {                           # => defines field output.ip
  value = aws_instance.web-1[*].public_ip  # => references aws_instance.web-1
}
