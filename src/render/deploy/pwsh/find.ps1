
# The identifier of the cluster whose description answers True; nothing if there is none.
function Find-Cluster([string] $Region, [string] $Query) {
    $identifiers = Get-Answer '-' {
        aws dsql list-clusters --region $Region --query 'clusters[].[identifier]' --output text
    }
    foreach ($identifier in $identifiers -split '\s+' -ne '') {
        $answer = Get-Answer 'ResourceNotFoundException' {
            aws dsql get-cluster --identifier $identifier --region $Region --query $Query --output text
        }
        if ($answer -ceq 'True') { return $identifier }
    }
    return ''
}
